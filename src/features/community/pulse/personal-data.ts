import { personalData } from '../../organisation/privacy/api.ts'

export const pulsePersonalData = personalData.contribute('pulse', {
  tables: [
    // That somebody has answered; what they answered (PulseTally) knows no person and can be shown to nobody.
    { table: 'PulseAnswered', position: 390, whose: 'personId', columns: ['month', 'question'] },
  ],
})
