import { extensionPoint } from '../../../chat/extension-points.ts'
import type { Label } from '../../../chat/model.ts'

/** A row that another feature adds to /profil, made when it is looked at. */
export type ProfileRow = (personId: string, now: Date) => Promise<[label: Label, value: Label]>
export const profileRows = extensionPoint<ProfileRow>('people.profile-rows', ['training hours'])
