import type { ScenarioInput } from "../../market/scenario.js";

type Cell = ScenarioInput["cells"][number];

function network(
  id: string,
  mccmnc: string,
  weight: number,
  facts: { dead: number; no_whatsapp: number },
  prefixes: string[],
): Cell {
  const [country = "", operator = ""] = id.split("/");
  return { id, country, operator, mccmnc, weight, ...facts, prefixes };
}

const indonesia = { dead: 0.03, no_whatsapp: 0.1 };
const india = { dead: 0.03, no_whatsapp: 0.08 };
const brazil = { dead: 0.02, no_whatsapp: 0.05 };
const nigeria = { dead: 0.05, no_whatsapp: 0.2 };
const germany = { dead: 0.02, no_whatsapp: 0.18 };
const unitedStates = { dead: 0.02, no_whatsapp: 0.6 };

/**
 * The networks of the demo market. Prefixes are real ranges; ported numbers are on other networks.
 */
export const demoCells: Cell[] = [
  network("ID/telkomsel", "51010", 0.14, indonesia, [
    "62811",
    "62812",
    "62813",
    "62821",
    "62822",
    "62852",
  ]),
  network("ID/indosat", "51001", 0.08, indonesia, ["62814", "62815", "62816", "62856", "62857"]),
  network("ID/xl", "51011", 0.06, indonesia, ["62817", "62818", "62819", "62877", "62878"]),
  network("ID/smartfren", "51009", 0.02, indonesia, ["62881", "62882", "62888"]),
  network("IN/jio", "405857", 0.1, india, ["917021", "917977", "918369", "919321"]),
  network("IN/airtel", "40410", 0.08, india, ["919810", "919845", "919890", "919910"]),
  network("IN/vi", "40411", 0.05, india, ["919811", "919820", "919886", "919920"]),
  network("IN/bsnl", "40434", 0.02, india, ["919412", "919446", "919447"]),
  network("BR/vivo", "72411", 0.09, brazil, [
    "5511995",
    "5511996",
    "5511997",
    "5511998",
    "5521997",
    "5521998",
    "5551997",
  ]),
  network("BR/claro", "72405", 0.07, brazil, [
    "5511991",
    "5511992",
    "5511993",
    "5521991",
    "5521992",
  ]),
  network("BR/tim", "72402", 0.05, brazil, [
    "5511981",
    "5511982",
    "5511983",
    "5521981",
    "5521982",
    "5541999",
  ]),
  network("NG/mtn", "62130", 0.07, nigeria, ["234803", "234806", "234813", "234816", "234903"]),
  network("NG/airtel", "62120", 0.05, nigeria, ["234802", "234808", "234812", "234902"]),
  network("NG/glo", "62150", 0.03, nigeria, ["234805", "234807", "234815", "234905"]),
  network("DE/telekom", "26201", 0.03, germany, ["49151", "49160", "49170", "49171", "49175"]),
  network("DE/vodafone", "26202", 0.025, germany, ["49152", "49162", "49172", "49173", "49174"]),
  network("DE/o2", "26203", 0.025, germany, ["49157", "49159", "49176", "49177", "49179"]),
  network("US/verizon", "311480", 0.03, unitedStates, ["1201", "1732", "1908", "1973"]),
  network("US/att", "310410", 0.03, unitedStates, ["1214", "1404", "1512", "1713"]),
  network("US/tmobile", "310260", 0.02, unitedStates, ["1206", "1253", "1310", "1425"]),
];
