import type { z } from 'zod'
import type { Tx } from './database.ts'

/** The office's own settings, as JSON under a name, read through the schema of whoever owns it. */
export async function readSetting<T>(tx: Tx, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const row = await tx.setting.findUnique({ where: { key } })
  return row ? schema.parse(row.value) : null
}

export async function writeSetting(
  tx: Tx,
  key: string,
  value: object | string | number | boolean,
): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
}
