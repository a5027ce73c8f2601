import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { TestApp } from './test-app.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
}

/** Every route that the controllers of the application declare. */
export function routesOf(app: TestApp): Route[] {
  const routes = new Map<string, Route>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prefixes = listOf(Reflect.getMetadata(PATH_METADATA, metatype));
      for (const name of Object.getOwnPropertyNames(metatype.prototype)) {
        const handler: unknown = metatype.prototype[name];
        if (typeof handler !== 'function') continue;
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
        if (method === undefined) continue;
        for (const prefix of prefixes) {
          for (const path of listOf(Reflect.getMetadata(PATH_METADATA, handler))) {
            const whole = `/${prefix}/${path}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
            routes.set(`${method} ${whole}`, { method: method as Route['method'], path: whole });
          }
        }
      }
    }
  }
  return [...routes.values()];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [typeof value === 'string' ? value : ''];
}
