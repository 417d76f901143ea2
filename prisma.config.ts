import { defineConfig } from 'prisma/config'

/**
 * For Prisma's command line. Rekan migrates its database itself at each start, with the same files and the same
 * history, so `DATABASE_URL=… npx prisma migrate status` and `migrate deploy` agree with it (PostgreSQL only).
 */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
