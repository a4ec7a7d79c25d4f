import { Field, ObjectType } from "type-graphql";

@ObjectType("Network", { description: "A mobile network; ported numbers may be in another one." })
export class NetworkType {
  @Field(() => String, { description: "The mobile country code, three digits." })
  mcc!: string;

  @Field(() => String, { description: "The mobile network code, two or three digits." })
  mnc!: string;

  @Field(() => String, {
    nullable: true,
    description: "What the network is called; null when that is not known.",
  })
  name!: string | null;
}
