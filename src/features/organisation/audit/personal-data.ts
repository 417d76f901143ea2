import { personalData } from '../privacy/api.ts'
import type { Audit } from './service.ts'

export const auditPersonalData = (audit: Pick<Audit, 'letGo'>) =>
  personalData.contribute('audit', {
    tables: [
      { table: 'AuditEntry', position: 420, whose: 'actorId', columns: ['at', 'action'] },
      { table: 'AuditEntry', position: 420, whose: 'subject', columns: ['at', 'action'] },
    ],
    retention: [{ kept: 'audit', forget: (tx, { instant }) => audit.letGo(tx, instant) }],
  })
