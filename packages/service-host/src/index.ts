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
export type { Caller, UserCaller } from './caller.ts';
export { cursor, type KeyPosition, positionToken } from './opaque.ts';
export type { Platform, Progress, Service } from './platform.ts';
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
