export { API_CODES, type ApiCode } from './api-codes.ts';
export {
  answerBytes,
  answerEvents,
  answerWith,
  type AnswerHeaders,
  type BytesAnswer,
  type EventsAnswer,
  type ServerEvent,
  type StatusAnswer,
} from './answer.ts';
export { type ActedCall, ApiKeys, type ServiceKey, type UserGrant } from './api-keys.ts';
export { apiMigrations } from './api-migrations.ts';
export { attachmentHeader } from './attachment-header.ts';
export { userIdOf } from './authenticate.ts';
export type { Caller, UserCaller } from './caller.ts';
export { type Host, type HostOptions, startHost } from './host.ts';
export { type HttpServer, type HttpServerOptions, startHttpServer } from './http-server.ts';
export { loadConfig } from './config/load-config.ts';
export { measuredBus } from './measured-bus.ts';
export { cursor, type KeyPosition, positionToken } from './opaque.ts';
export { openApi } from './openapi.ts';
export type { ReadyCheck } from './operation-routes.ts';
export type { Platform, Progress, Service } from './platform.ts';
export { invalidInput } from './problem.ts';
export {
  type Answers,
  type AnswerShape,
  type Auth,
  type CallerOf,
  defineRoute,
  type HttpRoutes,
  type Method,
  type Returned,
  type Route,
  type RouteDefinition,
  type RouteRequest,
} from './route.ts';
export { statusOf } from './status-of.ts';
export { type SignalSource, type StopSignals, stopSignals } from './stop-signals.ts';
export { type Hindrance, Unrecorded } from './unrecorded.ts';
