/** A store outside the database that speaks S3, for the bytes of evidence. Who may read them is asked elsewhere. */
import { AwsClient } from 'aws4fetch'

export interface EvidenceStore {
  put(id: string, bytes: Uint8Array): Promise<void>
  /** `null`: there is none. */
  open(id: string): Promise<Uint8Array | null>
  remove(id: string): Promise<void>
}

/** An id is a name of ours, never a path that somebody wrote. */
const ID = /^[a-z0-9]{1,40}$/
export const isEvidenceId = (id: string): boolean => ID.test(id)
const checked = (id: string): string => {
  if (!isEvidenceId(id)) throw new RangeError(`not the id of a file: ${id}`)
  return id
}

export interface S3Place {
  /** With the bucket, such as https://s3.example.go.id/rekan */
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

export function s3Store({ url, region, ...keys }: S3Place): EvidenceStore {
  const s3 = new AwsClient({ ...keys, region, service: 's3' })
  const ask = async (id: string, init: RequestInit) => {
    const response = await s3.fetch(`${url}/${checked(id)}`, init)
    if (!response.ok && response.status !== 404) throw new Error(`evidence store: ${response.status}`)
    return response
  }
  return {
    put: async (id, bytes) => {
      const { ok } = await ask(id, { method: 'PUT', body: Uint8Array.from(bytes) })
      if (!ok) throw new Error('evidence store: no such bucket')
    },
    open: async id => {
      const response = await ask(id, { method: 'GET' })
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
    },
    remove: async id => void (await ask(id, { method: 'DELETE' })),
  }
}
