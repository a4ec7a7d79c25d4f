import { Arg, FieldResolver, Resolver, Root } from "type-graphql";
import type { Reachability } from "../../core/checks/number-facts.js";
import type { Channel } from "../../core/otp/status.js";
import { ChannelEnum } from "../channel.enum.js";
import { NumberCheckType } from "./number-check.type.js";
import { ReachabilityEnum } from "./reachability.enum.js";

@Resolver(() => NumberCheckType)
export class NumberCheckResolver {
  @FieldResolver(() => ReachabilityEnum, {
    description: "Whether a code could reach it by a channel; UNKNOWN unless something is known.",
  })
  reachable(
    @Root() { verdict }: NumberCheckType,
    @Arg("channel", () => ChannelEnum, { description: "The channel." }) channel: Channel,
  ): Reachability {
    return verdict.reachability.get(channel) ?? "UNKNOWN";
  }
}
