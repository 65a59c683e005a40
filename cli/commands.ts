import { admin } from './admin.ts'
import { backup } from './backup.ts'
import type { Group } from './command.ts'
import { demo } from './demo.ts'
import { edition } from './edition.ts'
import { exportGroup } from './export.ts'
import { importGroup } from './import.ts'
import { organisation } from './organisation.ts'
import { receiveMail } from './receive-mail.ts'
import { restore } from './restore.ts'
import { status } from './status.ts'

/** Every command there is. */
export const commands: Group = {
  summary: 'cli.summary',
  commands: {
    status,
    edition,
    backup,
    restore,
    organisation,
    'receive-mail': receiveMail,
    import: importGroup,
    export: exportGroup,
    admin,
    demo,
  },
}
