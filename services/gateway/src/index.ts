export { GATEWAY_CODES, type GatewayCode } from './codes.ts';
export { type GatewayOptions, type RunningGateway, startGateway } from './start-gateway.ts';
