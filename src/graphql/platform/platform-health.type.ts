import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { ProcessBeat } from "../../manage/platform/ports.js";
import type { Platform } from "../../manage/platform/read-platform.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("PlatformProcess", { description: "One server process, as it said last." })
export class PlatformProcessType {
  @Field(() => ID, { description: "A name that is new with every start." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it started." })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { description: "When it said so." })
  seenAt!: Date;

  @Field(() => Float, { description: "Sends that it stored, over the last ten seconds." })
  sendsPerSecond!: number;

  @Field(() => Int, { description: "Its attempts on their way to a vendor or waiting for pace." })
  submitQueue!: number;

  @Field(() => Int, { description: "Subscriptions that it serves." })
  subscribers!: number;

  @Field(() => Int, { description: "Its callers without a database connection." })
  databasePoolWaiting!: number;

  @Field(() => Int, { description: "Its database connections that are in use." })
  databasePoolBusy!: number;
}

@ObjectType("PlatformHealth", {
  description:
    "How the marketplace's own processes are, added up; each says how it is every two seconds.",
})
export class PlatformHealthType {
  @Field(() => DateTimeScalar, { description: "When it was read." })
  asOf!: Date;

  @Field(() => Float, {
    description: "Sends that were stored, also as BLOCKED, over the last ten seconds.",
  })
  sendsPerSecond!: number;

  @Field(() => Float, {
    description:
      "How late, in milliseconds, 99 of 100 timers of the last minute fired at most; 0 also when " +
      "none did, which `timersFired` tells.",
  })
  timerLatenessMsP99!: number;

  @Field(() => Int, { description: "Timers that fired in the last minute." })
  timersFired!: number;

  @Field(() => Int, {
    description: "Attempts on their way to a vendor, or waiting for their account's pace.",
  })
  submitQueue!: number;

  @Field(() => Int, {
    description: "Sends that wait for a moment: a wait's end, a code's expiry, a hold's end.",
  })
  openTimers!: number;

  @Field(() => Int, { description: "Open subscriptions." })
  subscribers!: number;

  @Field(() => Int, { description: "Server processes that were heard of in the last ten seconds." })
  processes!: number;

  @Field(() => Int, { description: "Callers that wait for a database connection." })
  databasePoolWaiting!: number;

  @Field(() => Int, { description: "Database connections in use." })
  databasePoolBusy!: number;

  @Field(() => Int, { description: "Database connections that the processes may open at most." })
  databasePoolSize!: number;

  @Field(() => [PlatformProcessType], { description: "Each process, the longest running first." })
  byProcess!: PlatformProcessType[];
}

/** The platform as the API shows it. */
export function toPlatformHealth({ processes, ...sums }: Platform): PlatformHealthType {
  return instance(PlatformHealthType, {
    ...sums,
    processes: processes.length,
    byProcess: processes.map(toProcess),
  });
}

function toProcess(beat: ProcessBeat): PlatformProcessType {
  const { processId, startedAt, beatAt, sendsPerSecond, submitQueue, subscribers } = beat;
  return instance(PlatformProcessType, {
    id: processId,
    ...{ startedAt, seenAt: beatAt, sendsPerSecond, submitQueue, subscribers },
    databasePoolWaiting: beat.poolWaiting,
    databasePoolBusy: beat.poolBusy,
  });
}
