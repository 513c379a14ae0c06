import { z } from 'zod';

/** Of TCP; 0: a free one. */
export const Port = z.coerce.number().int().min(0).max(65_535);

export const LogLevel = z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info');

/** From a text with commas between them. */
export const listOf = (text: string): string[] => text.split(',').filter((one) => one !== '');
