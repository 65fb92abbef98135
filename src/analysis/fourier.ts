import FFT from "fft.js";

/**
 * The discrete Fourier transform of real signals of one length, X_k = Σ x_n e^(-2πi kn/N) for k = 0 ... floor(N/2): real and
 * imaginary parts alternate. Lengths that are no powers of two go through Bluestein's chirp: kn = (k² + n² - (k - n)²)/2
 * turns the sum into a convolution, which a power of two can do. Bluestein (1970), IEEE Trans Audio Electroacoust 18:451.
 * @throws RangeError unless the length is a whole number above 0
 */
export function realFourierTransform(length: number): (signal: Float64Array) => Float64Array {
  if (!(Number.isSafeInteger(length) && length > 0)) {
    throw new RangeError(`a signal has a whole number of samples above 0, not ${length}`);
  }
  return length > 1 && Number.isInteger(Math.log2(length)) ? powerOfTwo(length) : bluestein(length);
}

function powerOfTwo(length: number): (signal: Float64Array) => Float64Array {
  const fft = new FFT(length);
  return (signal) => {
    const out = new Float64Array(2 * length);
    fft.realTransform(out, signal);
    return out.subarray(0, length + 2);
  };
}

function bluestein(length: number): (signal: Float64Array) => Float64Array {
  const size = 2 ** Math.max(1, Math.ceil(Math.log2(2 * length - 1)));
  const fft = new FFT(size);
  // e^(-iπ n²/N); n² modulo 2N keeps the angle small, so that its cosine is accurate
  const angle = (n: number): number => (-Math.PI * ((n * n) % (2 * length))) / length;
  const [cosines, sines] = [new Float64Array(length), new Float64Array(length)];
  const chirp = new Float64Array(2 * size);
  for (let n = 0; n < length; n++) {
    cosines[n] = Math.cos(angle(n));
    sines[n] = Math.sin(angle(n));
    for (const place of n === 0 ? [0] : [n, size - n]) {
      chirp[2 * place] = cosines[n]!;
      chirp[2 * place + 1] = -sines[n]!;
    }
  }
  const filter = new Float64Array(2 * size);
  fft.transform(filter, chirp);
  return (signal) => {
    const [input, output] = [new Float64Array(2 * size), new Float64Array(2 * size)];
    for (let n = 0; n < length; n++) {
      input[2 * n] = signal[n]! * cosines[n]!;
      input[2 * n + 1] = signal[n]! * sines[n]!;
    }
    fft.transform(output, input);
    multiply(output, filter);
    fft.inverseTransform(input, output);
    const half = input.subarray(0, 2 * (Math.floor(length / 2) + 1));
    for (let k = 0; k < half.length; k += 2) {
      const [re, im, c, s] = [half[k]!, half[k + 1]!, cosines[k / 2]!, sines[k / 2]!];
      half[k] = re * c - im * s;
      half[k + 1] = re * s + im * c;
    }
    return half;
  };
}

/** Complex numbers times complex numbers, in place. */
function multiply(a: Float64Array, b: Float64Array): void {
  for (let k = 0; k < a.length; k += 2) {
    const [re, im, c, d] = [a[k]!, a[k + 1]!, b[k]!, b[k + 1]!];
    a[k] = re * c - im * d;
    a[k + 1] = re * d + im * c;
  }
}
