#!/bin/sh
# Run once by the PostgreSQL container when its volume is empty: the role that owns and migrates the database, and the
# role of web and worker, which owns nothing and cannot step around row-level security.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=owner_password="$OWNER_PASSWORD" --set=app_password="$APP_PASSWORD" <<'SQL'
create role tracker_owner login nosuperuser nobypassrls nocreatedb nocreaterole password :'owner_password';
create role tracker_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'app_password';
create database tracker owner tracker_owner;
revoke all on database tracker from public;
grant connect on database tracker to tracker_app;
SQL
