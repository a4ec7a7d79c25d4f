import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType("Node", { description: "An object with an id that is unique everywhere." })
export abstract class Node {
  @Field(() => ID, { description: "The object's id; opaque, and never given to another one." })
  id!: string;
}
