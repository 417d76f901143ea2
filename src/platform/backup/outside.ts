/** Evidence that lies outside the database goes into each backup behind the tables. */
import { readFile } from 'node:fs/promises'
import type { Database } from '../database/database.ts'
import { evidenceFolder, filesOfFolder } from '../files/evidence-folder.ts'
import { type EvidenceStore, type S3Place, s3Store } from '../files/evidence-store.ts'
import { hasTable } from './tables.ts'

export interface OutsideFile {
  id: string
  /** null: it is named, and not there. */
  bytes: Uint8Array | null
}
export type OutsideFiles = () => AsyncIterable<OutsideFile>

/** Where evidence may lie beside the database: an S3 store, and the folder of an older Rekan that was not taken in yet. */
export interface OutsidePlaces {
  dataDir: string
  evidence: S3Place | null
}

export const outsideFiles = (db: Database, { dataDir, evidence }: OutsidePlaces): OutsideFiles =>
  async function* () {
    const seen = new Set<string>()
    for await (const { id, path } of filesOfFolder(evidenceFolder(dataDir))) {
      seen.add(id)
      yield { id, bytes: await readFile(path) }
    }
    // A database that this version has not started on knows no evidence by itself.
    if (!(await hasTable(db.client, 'Evidence'))) return
    const store: EvidenceStore | null = evidence && s3Store(evidence)
    const rows = await db.client.evidence.findMany({ where: { bytes: null }, select: { id: true } })
    for (const { id } of rows) if (!seen.has(id)) yield { id, bytes: (await store?.open(id)) ?? null }
  }
