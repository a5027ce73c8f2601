export interface PictureSize {
  readonly type: 'png' | 'jpg';
  readonly width: number;
  readonly height: number;
}

const PNG = '89504e470d0a1a0a';

/** The kind and the size in dots of a PNG or JPEG picture, from its first bytes. Throws for anything else. */
export function sizeOfPicture(bytes: Buffer): PictureSize {
  if (bytes.length > 24 && bytes.toString('hex', 0, 8) === PNG) {
    return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
  throw new RangeError('A logo must be a PNG or JPEG picture');
}

/** The size stands in the first "start of frame" segment: C0 to CF without C4, C8 and CC. */
function jpeg(bytes: Buffer): PictureSize {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
  }
  throw new RangeError('The JPEG picture does not say how large it is');
}
