using KdmpParser.Analysis;
using KdmpParser.Analysis.Code;

namespace KdmpParser;

// What the processor was told to do.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Shows code as instructions. The words of ARM64 are given as they are. Missing and invalid bytes are part of the answer; a small dump has
    /// the code that it kept: around the instruction pointer, and behind return addresses.
    /// </summary>
    /// <param name="dump">The dump.</param>
    /// <param name="address">Where to begin.</param>
    /// <param name="count">How many instructions.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or more than <see cref="DisassemblyOptions.MaximumInstructions"/>.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CodeListing Disassemble(this KernelDump dump, VirtualAddress address, int count) =>
        dump.Disassemble(address, new DisassemblyOptions { Count = count });

    /// <inheritdoc cref="Disassemble(KernelDump, VirtualAddress, int)"/>
    /// <param name="dump">The dump.</param>
    /// <param name="address">Where to begin.</param>
    /// <param name="options">How much, in which memory, with which registers.</param>
    public static CodeListing Disassemble(this KernelDump dump, VirtualAddress address, DisassemblyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options.Count, nameof(options.Count));
        Check(options.Before, nameof(options.Before));
        return new Disassembler(Of(dump), options).Run(address);

        static void Check(int count, string name)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, DisassemblyOptions.MaximumInstructions, name);
        }
    }

    /// <summary>
    /// Says whether a call ends right before an address, as it does before every address to which a call returns. Of x64 these are near calls:
    /// E8 with a distance, and FF /2 through a register or memory (Intel SDM vol. 2A, CALL).
    /// </summary>
    /// <param name="dump">The dump.</param>
    /// <param name="address">Any value, such as one that stands on a stack.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CallEvidence FindCallBefore(this KernelDump dump, VirtualAddress address) => new CallReader(Of(dump)).Before(address);
}
