import sharp from 'sharp';

/** A picture whose left half is red and right half blue. */
export function twoColours(width = 300, height = 200) {
  const half = Math.floor(width / 2);
  const blue = { create: { width: width - half, height, channels: 3 as const, background: '#0000ff' } };
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: blue, left: half, top: 0 },
  ]);
}

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A small PNG whose head says that it is so large. */
export function pngThatSays(png: Buffer, width: number, height: number): Buffer {
  const liar = Buffer.from(png);
  liar.writeUInt32BE(width, 16);
  liar.writeUInt32BE(height, 20);
  liar.writeUInt32BE(crc32(liar.subarray(12, 29)), 29);
  return liar;
}
