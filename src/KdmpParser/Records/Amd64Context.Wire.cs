using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

// From and to the bytes of CONTEXT.
public sealed partial record Amd64Context
{
    private const uint Architecture = 0x100000;

    internal static Amd64Context? Decode(in ContextAmd64 context, ContextKind kind)
    {
        if (PageFill.Recorded(context.ContextFlags) is null)
            return null;
        ContextParts parts = PartsOf(context.ContextFlags);
        return new()
        {
            Kind = kind,
            ContextFlags = context.ContextFlags,
            Rax = In(ContextParts.Integer, context.Rax),
            Rcx = In(ContextParts.Integer, context.Rcx),
            Rdx = In(ContextParts.Integer, context.Rdx),
            Rbx = In(ContextParts.Integer, context.Rbx),
            Rsp = In(ContextParts.Control, context.Rsp),
            Rbp = In(ContextParts.Integer, context.Rbp),
            Rsi = In(ContextParts.Integer, context.Rsi),
            Rdi = In(ContextParts.Integer, context.Rdi),
            R8 = In(ContextParts.Integer, context.R8),
            R9 = In(ContextParts.Integer, context.R9),
            R10 = In(ContextParts.Integer, context.R10),
            R11 = In(ContextParts.Integer, context.R11),
            R12 = In(ContextParts.Integer, context.R12),
            R13 = In(ContextParts.Integer, context.R13),
            R14 = In(ContextParts.Integer, context.R14),
            R15 = In(ContextParts.Integer, context.R15),
            Rip = In(ContextParts.Control, context.Rip),
            EFlags = In(ContextParts.Control, context.EFlags),
            SegCs = In(ContextParts.Control, context.SegCs),
            SegDs = In(ContextParts.Segments, context.SegDs),
            SegEs = In(ContextParts.Segments, context.SegEs),
            SegFs = In(ContextParts.Segments, context.SegFs),
            SegGs = In(ContextParts.Segments, context.SegGs),
            SegSs = In(ContextParts.Control, context.SegSs),
            Dr0 = In(ContextParts.DebugRegisters, context.Dr0),
            Dr1 = In(ContextParts.DebugRegisters, context.Dr1),
            Dr2 = In(ContextParts.DebugRegisters, context.Dr2),
            Dr3 = In(ContextParts.DebugRegisters, context.Dr3),
            Dr6 = In(ContextParts.DebugRegisters, context.Dr6),
            Dr7 = In(ContextParts.DebugRegisters, context.Dr7),
            MxCsr = In(ContextParts.FloatingPoint, context.MxCsr),
            FxMxCsr = In(ContextParts.FloatingPoint, context.FxSave.MxCsr),
            MxCsrMask = In(ContextParts.FloatingPoint, context.FxSave.MxCsrMask),
            ControlWord = In(ContextParts.FloatingPoint, context.FxSave.ControlWord),
            StatusWord = In(ContextParts.FloatingPoint, context.FxSave.StatusWord),
            TagWord = In(ContextParts.FloatingPoint, context.FxSave.TagWord),
            ErrorOpcode = In(ContextParts.FloatingPoint, context.FxSave.ErrorOpcode),
            ErrorOffset = In(ContextParts.FloatingPoint, context.FxSave.ErrorOffset),
            ErrorSelector = In(ContextParts.FloatingPoint, context.FxSave.ErrorSelector),
            DataOffset = In(ContextParts.FloatingPoint, context.FxSave.DataOffset),
            DataSelector = In(ContextParts.FloatingPoint, context.FxSave.DataSelector),
            X87 = In<ImmutableArray<UInt128>>(ContextParts.FloatingPoint, [.. (ReadOnlySpan<UInt128>)context.FxSave.FloatRegisters]),
            Xmm = In<ImmutableArray<UInt128>>(ContextParts.FloatingPoint, [.. (ReadOnlySpan<UInt128>)context.FxSave.XmmRegisters]),
            Vector = In<ImmutableArray<UInt128>>(ContextParts.ExtendedState, [.. (ReadOnlySpan<UInt128>)context.VectorRegister]),
            Home = [.. (ReadOnlySpan<ulong>)context.Home],
            VectorControl = In(ContextParts.ExtendedState, context.VectorControl),
            DebugControl = In(ContextParts.DebugRegisters, context.DebugControl),
            LastBranchToRip = In(ContextParts.DebugRegisters, context.LastBranchToRip),
            LastBranchFromRip = In(ContextParts.DebugRegisters, context.LastBranchFromRip),
            LastExceptionToRip = In(ContextParts.DebugRegisters, context.LastExceptionToRip),
            LastExceptionFromRip = In(ContextParts.DebugRegisters, context.LastExceptionFromRip),
        };

        T? In<T>(ContextParts part, T value) where T : struct => (parts & part) != 0 ? value : null;
    }

    internal override void Encode(Span<byte> bytes)
    {
        bytes.Clear();
        ref ContextAmd64 context = ref MemoryMarshal.AsRef<ContextAmd64>(bytes);
        context.ContextFlags = ContextFlags;
        context.Rax = Rax ?? 0;
        context.Rcx = Rcx ?? 0;
        context.Rdx = Rdx ?? 0;
        context.Rbx = Rbx ?? 0;
        context.Rsp = Rsp ?? 0;
        context.Rbp = Rbp ?? 0;
        context.Rsi = Rsi ?? 0;
        context.Rdi = Rdi ?? 0;
        context.R8 = R8 ?? 0;
        context.R9 = R9 ?? 0;
        context.R10 = R10 ?? 0;
        context.R11 = R11 ?? 0;
        context.R12 = R12 ?? 0;
        context.R13 = R13 ?? 0;
        context.R14 = R14 ?? 0;
        context.R15 = R15 ?? 0;
        context.Rip = Rip ?? 0;
        context.EFlags = EFlags ?? 0;
        context.SegCs = SegCs ?? 0;
        context.SegDs = SegDs ?? 0;
        context.SegEs = SegEs ?? 0;
        context.SegFs = SegFs ?? 0;
        context.SegGs = SegGs ?? 0;
        context.SegSs = SegSs ?? 0;
        context.Dr0 = Dr0 ?? 0;
        context.Dr1 = Dr1 ?? 0;
        context.Dr2 = Dr2 ?? 0;
        context.Dr3 = Dr3 ?? 0;
        context.Dr6 = Dr6 ?? 0;
        context.Dr7 = Dr7 ?? 0;
        context.MxCsr = MxCsr ?? 0;
        context.FxSave.MxCsr = FxMxCsr ?? 0;
        context.FxSave.MxCsrMask = MxCsrMask ?? 0;
        context.FxSave.ControlWord = ControlWord ?? 0;
        context.FxSave.StatusWord = StatusWord ?? 0;
        context.FxSave.TagWord = TagWord ?? 0;
        context.FxSave.ErrorOpcode = ErrorOpcode ?? 0;
        context.FxSave.ErrorOffset = ErrorOffset ?? 0;
        context.FxSave.ErrorSelector = ErrorSelector ?? 0;
        context.FxSave.DataOffset = DataOffset ?? 0;
        context.FxSave.DataSelector = DataSelector ?? 0;
        X87?.CopyTo(context.FxSave.FloatRegisters);
        Xmm?.CopyTo(context.FxSave.XmmRegisters);
        Vector?.CopyTo(context.VectorRegister);
        Home.AsSpan().CopyTo(context.Home);
        context.VectorControl = VectorControl ?? 0;
        context.DebugControl = DebugControl ?? 0;
        context.LastBranchToRip = LastBranchToRip ?? 0;
        context.LastBranchFromRip = LastBranchFromRip ?? 0;
        context.LastExceptionToRip = LastExceptionToRip ?? 0;
        context.LastExceptionFromRip = LastExceptionFromRip ?? 0;
    }

    /// <summary>CONTEXT_AMD64, CONTEXT_CONTROL and its like (winnt.h).</summary>
    private static ContextParts PartsOf(uint flags) => (flags & Architecture) == 0 ? ContextParts.None
        : When(flags, 0x01, ContextParts.Control)
        | When(flags, 0x02, ContextParts.Integer)
        | When(flags, 0x04, ContextParts.Segments)
        | When(flags, 0x08, ContextParts.FloatingPoint)
        | When(flags, 0x10, ContextParts.DebugRegisters)
        | When(flags, 0x40, ContextParts.ExtendedState);
}
