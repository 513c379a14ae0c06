import type { MailboxEvents } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

describe('GET /v1/messages/:id/html', () => {
  let mail: MailApi;
  let ours: Company;
  let ann: MailboxEvents;
  beforeAll(async () => {
    mail = await MailApi.open();
    ours = await mail.company();
    ann = ours.mailbox('ann');
    const kept = [
      '<p>Hi<script>x()</script><img src="cid:logo"><img src="https://tracker.example/p"></p>',
      'PNG',
      '<svg onload=x()>',
    ];
    const [html = '', png = '', svg = ''] = await mail.blobs.put(
      ann.accountId,
      kept.map((text) => Buffer.from(text)),
    );
    const image = { inline: true, size: 3 };
    await mail.tell(ann.opened(), ann.mail('plain'));
    await mail.tell(
      ann.mail('one', 'one', {
        html,
        attachments: [
          { ...image, contentType: 'image/png', contentId: 'logo', blob: png },
          { ...image, contentType: 'image/svg+xml', contentId: 'drawing', blob: svg },
        ],
      }),
    );
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const path = (name: string) => `/v1/messages/${ann.message(name)}`;
  const who = (user: string) => ({ tenantId: ours.tenantId, user });

  it('shows text and the images that came with it, and nothing from elsewhere', async () => {
    const response = await mail.api.call(`${path('one')}/html`, who('ann'));
    const html = await response.text();
    expect(html).toContain(`<img src="data:image/png;base64,${Buffer.from('PNG').toString('base64')}" />`);
    expect(html).not.toMatch(/script|tracker/);
  });

  it('forbids all that it could load or run, in its header', async () => {
    const { headers } = await mail.api.call(`${path('one')}/html`, who('ann'));
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
    );
  });

  it('is not found where the mail has none, or the caller may not see it', async () => {
    expect(await mail.api.status(`${path('plain')}/html`, who('ann'))).toBe(404);
    expect(await mail.api.status(`${path('one')}/html`, who('bob'))).toBe(404);
  });

  it('an attachment is a download from an origin of its own, whatever it says it is (X13)', async () => {
    const { headers } = await mail.api.call(`${path('one')}/attachments/1`, who('ann'));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
