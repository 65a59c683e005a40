// A process that uses the PostgreSQL of a data folder until its standard input ends: what the launcher's tests kill.
import { openCluster } from '../platform/postgres/cluster.ts'

const cluster = await openCluster(process.argv[2] ?? '', { sync: false, settings: ['fsync=off'] })
process.stdout.write(`${cluster.url('postgres')}\n`)
for await (const _ of process.stdin);
await cluster.release()
