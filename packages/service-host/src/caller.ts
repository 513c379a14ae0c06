/** Who calls, as far as the API is concerned. Everything that a route does is done within `tenantId`. */
export type Caller =
  | {
      readonly kind: 'service';
      readonly tenantId: string;
      /** The key's id; part of the ids of its commands. */
      readonly id: string;
      readonly userId?: undefined;
    }
  | {
      /** A user token, or a service key that acts as a user (`Mailfold-Act-As`, recorded: VIS-1). */
      readonly kind: 'user';
      readonly tenantId: string;
      /** Equal to `userId`. */
      readonly id: string;
      readonly userId: string;
      /** The service key that acts. */
      readonly actingKeyId?: string;
    };

export type UserCaller = Extract<Caller, { kind: 'user' }>;
