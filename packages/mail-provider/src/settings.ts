/** How a connection is protected. `none` is refused unless the operator allows it for this host. */
export type TlsMode = 'implicit' | 'starttls' | 'none';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  /** A certificate (PEM) to trust beside the public ones, for servers that sign their own. */
  readonly pinnedCertificate?: string;
}

export type Credentials =
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | {
      readonly kind: 'oauth2';
      readonly login: string;
      readonly accessToken: string;
      /** RFC 3339; absent where nobody said. */
      readonly expiresAt?: string;
      /** With it and the issuer's name among the operator's settings the access token is kept fresh. */
      readonly refreshToken?: string;
      readonly issuer?: string;
    };

export interface ProviderSettings {
  readonly imap: ServerSettings;
  readonly smtp?: ServerSettings;
}
