const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A host name in small letters and ASCII form ("Bücher.example" → "xn--bcher-kva.example"); null
 * for what is none: a single label, an IP address, anything with port, path or user.
 */
export function hostName(text: string): string | null {
  const small = text.toLowerCase();
  const host = /^[a-z0-9.-]*$/.test(small) ? small : punycode(small);
  const labels = host?.split(".") ?? [];
  const isNamed = labels.length >= 2 && !/^\d+$/.test(labels.at(-1) ?? "");
  return isNamed && labels.every((label) => labelPattern.test(label)) ? host : null;
}

function punycode(text: string): string | null {
  // What a URL reads as port, path or user would vanish from the host name.
  if (/[\s:/?#@\\%[\]]/.test(text)) {
    return null;
  }
  return URL.parse(`http://${text}/`)?.hostname ?? null;
}
