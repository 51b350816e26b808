using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>The registers of a context for the addresses of an instruction; without a context, of any instruction whose address needs none.</summary>
internal sealed class ContextRegisters(KernelDump dump, CpuContext? context) : IVATryGetRegisterValueProvider
{
    /// <summary>Offset of KPRCB in KPCR on x64 (ntddk.h: KPCR.Prcb comes behind 0x180 bytes); GS begins at the KPCR while the kernel runs.</summary>
    private const ulong PrcbOffset = 0x180;

    private readonly IReadOnlyList<KdmpParser.Register> _registers = context?.Registers ?? [];

    /// <summary>Whether the context ran in user mode: the low bits of CS are the privilege level.</summary>
    public bool IsUser => context is Amd64Context { SegCs: { } selector } && (selector & 3) == 3;

    /// <summary>A register of the context, whole.</summary>
    /// <returns><see langword="null"/> for one that no context has.</returns>
    public KdmpParser.Register? Find(Iced.Intel.Register register)
    {
        string name = register.GetFullRegister().ToString().ToLowerInvariant();
        foreach (KdmpParser.Register known in _registers)
        {
            if (known.Name == name)
                return known;
        }

        return null;
    }

    public bool TryGetRegisterValue(Iced.Intel.Register register, int elementIndex, int elementSize, out ulong value)
    {
        value = 0;
        switch (register)
        {
            case Iced.Intel.Register.ES or Iced.Intel.Register.CS or Iced.Intel.Register.SS or Iced.Intel.Register.DS:
                // Flat: Intel SDM vol. 1, 3.3.4.
                return true;
            case Iced.Intel.Register.GS:
                return TryGetKpcr(out value);
        }

        if (!register.IsGPR() || Find(register) is not { Value: { } full })
            return false;

        // The decoder takes as many bits as the size of the address has.
        value = (ulong)full;
        return true;
    }

    /// <summary>The contexts of a dump are those of the processor that it was taken on.</summary>
    private bool TryGetKpcr(out ulong address)
    {
        address = 0;
        if (context is null || IsUser)
            return false;
        Processor? processor = dump.Processors.FirstOrDefault(processor => processor.Context == context)
            ?? (dump.Contexts.Contains(context) ? dump.Processors.FirstOrDefault(processor => processor.IsCaptured) : null);
        if (processor?.Address is not { } prcb)
            return false;
        address = (prcb - PrcbOffset).Value;
        return true;
    }
}
