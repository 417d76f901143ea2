import { createDoor } from '../../src/platform/http/door.ts'

/** People come straight to the server, by http. */
export const plainDoor = createDoor({ publicUrl: null, trustProxy: false })
