import { personalData } from '../../organisation/privacy/api.ts'

export const coffeePersonalData = personalData.contribute('coffee', {
  tables: [{ table: 'CoffeeMember', position: 370, whose: 'personId', columns: ['at'] }],
})
