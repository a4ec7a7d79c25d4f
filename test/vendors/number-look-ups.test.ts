import { expect, it } from "vitest";
import { vendorList } from "../../src/vendors/vendor-list.js";

it.each(vendorList.map((adapter) => [adapter.name, adapter] as const))(
  "%s looks numbers up exactly when its capability record says so",
  (_name, { capabilities, lookUpNumber }) => {
    expect(lookUpNumber !== undefined).toBe(capabilities.features.includes("NUMBER_CHECK"));
    const reaches = lookUpNumber?.reaches ?? [];
    expect(reaches.filter((channel) => !capabilities.channels.includes(channel))).toEqual([]);
  },
);
