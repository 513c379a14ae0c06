/** What a Dovecot of the test runs announces. */
export type DovecotVariant =
  /** IDLE, CONDSTORE, QRESYNC, MOVE, SPECIAL-USE, UIDPLUS. */
  | 'full'
  /** As full, without QRESYNC. */
  | 'no-qresync'
  /** As full, with neither QRESYNC nor CONDSTORE. */
  | 'no-condstore';

/** How a Dovecot of the test runs is to be. */
export type DovecotSetup = { readonly variant: DovecotVariant; readonly tokens?: TokenCheck | undefined };

/** Logins with an access token, beside those with a password. */
export type TokenCheck = {
  /** Asked about each token (RFC 7662): at this machine's loopback. */
  readonly introspectionUrl: string;
  readonly mechanisms: readonly ('xoauth2' | 'oauthbearer')[];
};

const CAPABILITIES =
  'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT THREAD=REFERENCES MULTIAPPEND UNSELECT CHILDREN NAMESPACE ' +
  'UIDPLUS LIST-EXTENDED LIST-STATUS ESEARCH SPECIAL-USE MOVE LITERAL+';

/** The value of `imap_capability`, empty for everything that Dovecot has. */
export function announcedCapabilities(variant: DovecotVariant): string {
  switch (variant) {
    case 'full':
      return '';
    case 'no-qresync':
      return `${CAPABILITIES} CONDSTORE`;
    case 'no-condstore':
      return CAPABILITIES;
  }
}
