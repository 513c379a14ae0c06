import type * as Sdk from '@aws-sdk/client-kms';
import { messageOf } from '@mailfold/kernel';
import { asOfKms } from './kms-error.ts';
import type { KeyId, KeyManagement, WrappedKey } from './key-management.ts';
import { secretError } from './secret-error.ts';
import { partsOf, remoteForm } from './wrapped-key.ts';

// What was wrapped for us opens for nothing else of the same KMS key, and every use shows in CloudTrail by these words.
const EncryptionContext = { mailfold: 'account key' };
const CONNECT_MS = 2_000;
const ANSWER_MS = 5_000;
const ATTEMPTS = 2;

/**
 * A symmetric key of AWS KMS, which never leaves it. Region, credentials and endpoint come from where every AWS SDK takes them
 * (`AWS_REGION`, a role of the machine or pod, `AWS_ENDPOINT_URL_KMS`, …). It needs kms:Encrypt, kms:Decrypt and kms:DescribeKey.
 */
export class AwsKeyManagement implements KeyManagement {
  readonly #client: Sdk.KMSClient;
  readonly #sdk: typeof Sdk;
  readonly #key: string;

  private constructor(sdk: typeof Sdk, key: string) {
    this.#sdk = sdk;
    this.#key = key;
    this.#client = new sdk.KMSClient({
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
    });
  }

  /** @param key its id, its ARN or an alias, as `alias/mailfold` */
  static async open(key: string): Promise<AwsKeyManagement> {
    // Loaded where it is used: whoever holds the master key does without it.
    return new AwsKeyManagement(await import('@aws-sdk/client-kms'), key);
  }

  async keyId(): Promise<KeyId> {
    const { KeyMetadata } = await this.#ask(() =>
      this.#client.send(new this.#sdk.DescribeKeyCommand({ KeyId: this.#key })),
    );
    return KeyMetadata?.Arn ?? this.#key;
  }

  opens(id: KeyId): boolean {
    return id.startsWith('arn:');
  }

  async wrap(key: Uint8Array): Promise<WrappedKey> {
    const { CiphertextBlob, KeyId = this.#key } = await this.#ask(() =>
      this.#client.send(new this.#sdk.EncryptCommand({ KeyId: this.#key, Plaintext: key, EncryptionContext })),
    );
    return remoteForm(KeyId, Buffer.from(CiphertextBlob ?? []));
  }

  async unwrap(wrapped: WrappedKey): Promise<Buffer> {
    const { id, body } = partsOf(wrapped);
    const { Plaintext } = await this.#ask(() =>
      this.#client.send(new this.#sdk.DecryptCommand({ KeyId: id, CiphertextBlob: body, EncryptionContext })),
    );
    return Buffer.from(Plaintext ?? []);
  }

  async #ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof this.#sdk.InvalidCiphertextException)
        throw secretError('secrets/damaged', `AWS KMS did not open an account key: ${messageOf(error)}.`, error);
      throw asOfKms(`AWS KMS, key ${this.#key}`, error);
    }
  }
}
