import { ENGINE_ENVIRONMENT } from '../../infra/bootstrap/engine-flags.mjs';

/** Where the engine under measure finds its programs, and how its memory is kept. */
export const engineEnvironment = (): NodeJS.ProcessEnv => ({ ...ENGINE_ENVIRONMENT, ...process.env });
