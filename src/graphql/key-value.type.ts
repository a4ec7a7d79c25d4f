import { Field, InputType, ObjectType } from "type-graphql";

@ObjectType("KeyValue", { description: "A name and its value." })
export class KeyValueType {
  @Field(() => String, { description: "The name." })
  key!: string;

  @Field(() => String, { description: "The value." })
  value!: string;
}

@InputType("KeyValueInput", { description: "A name and its value." })
export class KeyValueInput {
  @Field(() => String, { description: "The name." })
  key!: string;

  @Field(() => String, { description: "The value." })
  value!: string;
}
