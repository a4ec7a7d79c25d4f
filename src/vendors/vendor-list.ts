import { sandbox } from "./sandbox/sandbox.js";
import type { VendorAdapter } from "./vendor.js";

/** Every adapter there is, one line each. */
export const vendorList: readonly VendorAdapter[] = [sandbox];
