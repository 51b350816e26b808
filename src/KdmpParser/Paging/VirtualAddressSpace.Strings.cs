using System.Runtime.InteropServices;
using System.Text;

namespace KdmpParser;

// Counted strings of the kernel (ntdef.h). What they say is not trustworthy: encode it before showing it.
public sealed partial class VirtualAddressSpace
{
    /// <summary>Reads the text of a UNICODE_STRING (ntdef.h: lengths in bytes, then a pointer to UTF-16LE).</summary>
    /// <param name="address">Address of the structure, 16 bytes long.</param>
    /// <returns>The text as it is: it may hold lone surrogates and zeros. An odd last byte is dropped.</returns>
    /// <exception cref="KernelDumpException">It cannot be read (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public string ReadUnicodeString(VirtualAddress address) =>
        TryReadUnicodeString(address, out string? text, out MemoryFailure failure) ? text! : throw Unavailable(failure);

    /// <inheritdoc cref="ReadUnicodeString"/>
    /// <param name="address">Address of the structure, 16 bytes long.</param>
    /// <param name="text">The text; <see langword="null"/> when the result is <see langword="false"/>.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>Whether all of it could be read.</returns>
    public bool TryReadUnicodeString(VirtualAddress address, out string? text, out MemoryFailure failure) =>
        TryReadCounted(address, Encoding.Unicode, out text, out failure);

    /// <summary>Reads the text of an ANSI_STRING (ntdef.h: lengths in bytes, then a pointer), byte for byte as Latin-1.</summary>
    /// <param name="address">Address of the structure, 16 bytes long.</param>
    /// <returns>The text as it is: a dump does not say which code page it is in.</returns>
    /// <exception cref="KernelDumpException">It cannot be read (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public string ReadAnsiString(VirtualAddress address) =>
        TryReadAnsiString(address, out string? text, out MemoryFailure failure) ? text! : throw Unavailable(failure);

    /// <inheritdoc cref="ReadAnsiString"/>
    /// <param name="address">Address of the structure, 16 bytes long.</param>
    /// <param name="text">The text; <see langword="null"/> when the result is <see langword="false"/>.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>Whether all of it could be read.</returns>
    public bool TryReadAnsiString(VirtualAddress address, out string? text, out MemoryFailure failure) =>
        TryReadCounted(address, Encoding.Latin1, out text, out failure);

    /// <summary>Text of a known place and length, in bytes; more than the limit is cut.</summary>
    internal bool TryReadText(VirtualAddress address, int bytes, Encoding encoding, out string? text, out MemoryFailure failure)
    {
        text = null;
        var buffer = new byte[Math.Min(bytes, Limits.StringBytes)];
        MemoryFailure? stopped = Read(address, buffer).Failure;
        failure = stopped ?? default;
        if (stopped is not null)
            return false;

        // Not Encoding.Unicode: it would replace a lone surrogate, and that one may be what somebody is looking for.
        text = encoding == Encoding.Unicode ? new(MemoryMarshal.Cast<byte, char>(buffer)) : encoding.GetString(buffer);
        return true;
    }

    private bool TryReadCounted(VirtualAddress address, Encoding encoding, out string? text, out MemoryFailure failure)
    {
        text = null;
        return TryRead(address, out ushort length, out failure)
            && TryRead(address + 8, out ulong buffer, out failure)
            && TryReadText(buffer, length, encoding, out text, out failure);
    }
}
