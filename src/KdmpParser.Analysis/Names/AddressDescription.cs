using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>
/// What an address is called, and how that is known. A symbol names it as <c>nt!Name+0x10</c>; where no symbol does, the module's file and the
/// distance from its beginning do: <c>ntoskrnl.exe+0x334c</c>.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Kind">What lies there.</param>
public sealed record AddressDescription(VirtualAddress Address, AddressKind Kind)
{
    /// <summary>The module that it lies in.</summary>
    public LoadedModule? Module { get; init; }

    /// <summary>Whether <see cref="Module"/> belongs to a process: a program or a DLL.</summary>
    public bool IsUserModule { get; init; }

    /// <summary>The driver that was there.</summary>
    public UnloadedDriver? UnloadedDriver { get; init; }

    /// <summary>How many bytes it lies behind the first one of what it lies in: of the module, the driver, the stack, the address zero.</summary>
    public ulong Offset { get; init; }

    /// <summary>The symbol nearest below it in the same section of the image; <see langword="null"/> where none is known.</summary>
    public AddressSymbol? Symbol { get; init; }

    /// <summary>Why there is no <see cref="Symbol"/>; <see langword="null"/> where there is one, or the image has none below the address.</summary>
    public KernelDataFailure? SymbolFailure { get; init; }

    /// <summary>The processor whose thread has the stack; <see langword="null"/> for others, and where a small dump does not say.</summary>
    public Processor? Processor { get; init; }

    /// <summary>Which entry of the page tables it is.</summary>
    public PageTablePlace? PageTable { get; init; }

    /// <summary>The walk through the page tables; <see langword="null"/> where it says nothing, and in dumps without page tables.</summary>
    public Translation? Translation { get; init; }

    /// <summary>Why there is no memory, or why the dump does not have it.</summary>
    public MemoryFailure? Failure { get; init; }

    /// <summary>How sure it is that <see cref="Kind"/> is right; <see cref="AddressSymbol.Certainty"/> speaks of the symbol's name.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>How it is known, as a phrase.</summary>
    public string Evidence => AddressWords.Evidence(this);

    /// <summary>
    /// A few words to stand beside the address: <c>nt!KeBugCheckEx+0x10</c> where the name is not doubtful, else <c>ntoskrnl.exe+0x334c</c>, an unloaded driver, a
    /// stack, the entry of a page table; <see langword="null"/> for what is just memory, or none. Not trustworthy: encode it before showing it.
    /// </summary>
    public string? ShortName => AddressWords.ShortName(this);

    /// <summary>One line: what it is, module and offset beside a symbol, and what is doubtful. Not trustworthy: encode it before showing it.</summary>
    public override string ToString() => AddressWords.Line(this);

    /// <summary>Module and offset, as in <c>ntoskrnl.exe+0x334c</c>; <see langword="null"/> outside of modules.</summary>
    internal string? Place => Module is { } module ? string.Create(CultureInfo.InvariantCulture, $"{module.Name ?? "(no name)"}+0x{Offset:x}") : null;
}
