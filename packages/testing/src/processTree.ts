import { readdirSync, readFileSync } from 'node:fs'

/** The process and all that it started, children last; by /proc, so Linux only. */
export function listProcessTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), parent: readParent(entry) }))
  const tree = [root]
  for (let next = 0; next < tree.length; next += 1) {
    tree.push(...parents.filter(({ parent }) => parent === tree[next]).map(({ pid }) => pid))
  }
  return tree
}

/** SIGKILL to the process and to all that it started. */
export function killProcessTree(root: number): void {
  for (const pid of listProcessTree(root)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/**
 * Memory of a process tree in MiB. It is the proportional set size: memory that processes share, as PostgreSQL's
 * do, is counted once.
 */
export function measureMemoryMiB(root: number): number {
  const kib = listProcessTree(root).map((pid) => {
    const rollup = readIfPresent(`/proc/${pid}/smaps_rollup`)
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup ?? '')?.[1] ?? 0)
  })
  return Math.round(kib.reduce((sum, value) => sum + value, 0) / 1024)
}

function readParent(pid: string): number | undefined {
  const stat = readIfPresent(`/proc/${pid}/stat`)
  // The name stands in parentheses and may hold spaces; the parent is the second field after it.
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
