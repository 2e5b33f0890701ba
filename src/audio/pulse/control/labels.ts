/**
 * The names by which people know devices, each of them once: of devices that share a description all but the first get
 * a number that no other device has. A device without a description is called by its stable name.
 */
export function labelsOf(
  devices: readonly { readonly name: string; readonly description: string }[],
): string[] {
  const descriptions = devices.map(({ name, description }) => description.trim() || name);
  const taken = new Set(descriptions);
  const seen = new Set<string>();
  return descriptions.map((description) => {
    if (!seen.has(description)) {
      seen.add(description);
      return description;
    }
    let number = 2;
    while (taken.has(`${description} (${number})`)) number++;
    const label = `${description} (${number})`;
    taken.add(label);
    return label;
  });
}
