import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ticksPerSecond = 100;

/** CPU seconds that a process has used so far, its threads included; 0 when it is gone. */
export function cpuSeconds(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

/**
 * The same for a process and its children, ended ones included: the postmaster with its backends.
 */
export function cpuSecondsOfTree(pid: number): number {
  const fields = statFields(pid);
  const ended = (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / ticksPerSecond;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), cpuSeconds(pid) + ended);
}

/** Resident memory in MiB. */
export function residentMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/**
 * Of a cluster in this data folder: the pid of its postmaster, which its socket's lock file tells.
 */
export function postmasterPid(socketFolder: string): number {
  const lock = readFileSync(path.join(socketFolder, ".s.PGSQL.5432.lock"), "utf8");
  return Number(lock.split("\n")[0]);
}

/** Seconds of CPU time since boot, all cores. */
export interface MachineTime {
  readonly all: number;
  readonly busy: number;
  readonly steal: number;
}

export function machineTime(): MachineTime {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) / ticksPerSecond);
  const busy = user + nice + system + irq + soft;
  return { all: busy + idle + wait + steal, busy, steal };
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => Number(statFields(child)[1] ?? 0) === pid);
}

/** The fields of /proc/<pid>/stat after the name, which may hold spaces: 0 = state, 1 = parent. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
