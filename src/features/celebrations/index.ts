export { celebrationsFeature } from './screens.ts'
