import type { Contact } from '../directory.ts';

/** A contact without an organisation: an independent adviser. */
export const consultant: Contact = {
  person: {
    key: 'endo',
    name: '遠藤 博',
    address: 'endo.hiroshi@cold-advice.example',
    client: 'gmailJa',
    offset: '+0900',
    signature: ['低温物流コンサルタント', '遠藤 博'],
  },
  audience: 'everyone',
  moreAddresses: [],
};
