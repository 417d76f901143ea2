import { defineFeature } from '../../../chat/contributions.ts'
import { auditPersonalData } from './personal-data.ts'
import type { Audit } from './service.ts'

/** What the audit log contributes. The log itself stands below all features: the unit of work writes to it. */
export const createAuditFeature = (audit: Audit) =>
  defineFeature({
    name: 'audit',
    api: audit,
    extensions: [auditPersonalData(audit)],
  })
