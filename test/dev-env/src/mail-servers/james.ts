import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../conditions.ts';
import { freePort } from '../free-port.ts';
import { startChild } from './child-server.ts';
import type { RunningMailServer } from './description.ts';

const ANN = { user: 'ann@localhost', password: 'secret' };

/** Starts Apache James, in memory, with IMAP alone. @param installed what `servers/fetch.sh james` made */
export async function startJames(installed: string, folder: string): Promise<RunningMailServer> {
  const ports = { imap: await freePort(), admin: await freePort() };
  await cp(join(installed, 'conf'), join(folder, 'conf'), { recursive: true });
  for (const [name, text] of Object.entries(settings(ports))) await writeFile(join(folder, 'conf', name), text);
  const jvm = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const properties = [`-Dworking.directory=${folder}`, `-Dlogback.configurationFile=${folder}/conf/logback.xml`];
  const main = ['-cp', join(installed, 'libs', '*'), 'org.apache.james.MemoryJamesServerMain'];
  const server = await startChild({
    folder,
    command: 'java',
    args: [...jvm, ...properties, ...main],
    port: ports.imap,
    within: 60_000,
  });
  await until(() => addUser(`http://127.0.0.1:${ports.admin}`), { within: 20_000, what: 'a user of James' });
  return { description: { host: '127.0.0.1', port: ports.imap, ...ANN }, stop: () => server.kill() };
}

async function addUser(admin: string): Promise<boolean> {
  const domain = await put(`${admin}/domains/localhost`);
  return domain && put(`${admin}/users/${ANN.user}`, { password: ANN.password });
}

async function put(url: string, body?: object): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'PUT', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  return answer.ok;
}

const settings = ({ imap, admin }: { readonly imap: number; readonly admin: number }) => ({
  'imapserver.xml': `<imapservers><imapserver enabled="true">
  <jmxName>imapserver</jmxName>
  <bind>127.0.0.1:${imap}</bind>
  <connectionBacklog>200</connectionBacklog>
  <tls socketTLS="false" startTLS="false"></tls>
  <connectionLimit>0</connectionLimit>
  <connectionLimitPerIP>0</connectionLimitPerIP>
  <enableIdle>true</enableIdle>
  <idleTimeInterval>120</idleTimeInterval>
  <idleTimeIntervalUnit>SECONDS</idleTimeIntervalUnit>
  <plainAuthDisallowed>false</plainAuthDisallowed>
  <auth><plainAuthEnabled>true</plainAuthEnabled></auth>
</imapserver></imapservers>
`,
  'smtpserver.xml': '<smtpservers/>\n',
  'pop3server.xml': '<pop3servers/>\n',
  'managesieveserver.xml': '<managesieveservers/>\n',
  'jmap.properties': 'enabled=false\n',
  'jmx.properties': 'jmx.enabled=false\n',
  'webadmin.properties': `enabled=true\nport=${admin}\nhost=127.0.0.1\nhttps.enabled=false\n`,
  'logback.xml': '<configuration><root level="OFF"/></configuration>\n',
});
