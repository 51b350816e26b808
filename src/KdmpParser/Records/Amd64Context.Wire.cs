using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

// From and to the bytes of CONTEXT.
public sealed partial record Amd64Context
{
    internal static Amd64Context? Decode(in ContextAmd64 context)
    {
        if (PageFill.Recorded(context.ContextFlags) is null)
            return null;
        return new()
        {
            ContextFlags = context.ContextFlags,
            Rax = context.Rax,
            Rcx = context.Rcx,
            Rdx = context.Rdx,
            Rbx = context.Rbx,
            Rsp = context.Rsp,
            Rbp = context.Rbp,
            Rsi = context.Rsi,
            Rdi = context.Rdi,
            R8 = context.R8,
            R9 = context.R9,
            R10 = context.R10,
            R11 = context.R11,
            R12 = context.R12,
            R13 = context.R13,
            R14 = context.R14,
            R15 = context.R15,
            Rip = context.Rip,
            EFlags = context.EFlags,
            SegCs = context.SegCs,
            SegDs = context.SegDs,
            SegEs = context.SegEs,
            SegFs = context.SegFs,
            SegGs = context.SegGs,
            SegSs = context.SegSs,
            Dr0 = context.Dr0,
            Dr1 = context.Dr1,
            Dr2 = context.Dr2,
            Dr3 = context.Dr3,
            Dr6 = context.Dr6,
            Dr7 = context.Dr7,
            MxCsr = context.MxCsr,
            FxMxCsr = context.FxSave.MxCsr,
            MxCsrMask = context.FxSave.MxCsrMask,
            ControlWord = context.FxSave.ControlWord,
            StatusWord = context.FxSave.StatusWord,
            TagWord = context.FxSave.TagWord,
            ErrorOpcode = context.FxSave.ErrorOpcode,
            ErrorOffset = context.FxSave.ErrorOffset,
            ErrorSelector = context.FxSave.ErrorSelector,
            DataOffset = context.FxSave.DataOffset,
            DataSelector = context.FxSave.DataSelector,
            X87 = [.. (ReadOnlySpan<UInt128>)context.FxSave.FloatRegisters],
            Xmm = [.. (ReadOnlySpan<UInt128>)context.FxSave.XmmRegisters],
            Vector = [.. (ReadOnlySpan<UInt128>)context.VectorRegister],
            Home = [.. (ReadOnlySpan<ulong>)context.Home],
            VectorControl = context.VectorControl,
            DebugControl = context.DebugControl,
            LastBranchToRip = context.LastBranchToRip,
            LastBranchFromRip = context.LastBranchFromRip,
            LastExceptionToRip = context.LastExceptionToRip,
            LastExceptionFromRip = context.LastExceptionFromRip,
        };
    }

    internal override void Encode(Span<byte> bytes)
    {
        bytes.Clear();
        ref ContextAmd64 context = ref MemoryMarshal.AsRef<ContextAmd64>(bytes);
        context.ContextFlags = ContextFlags;
        context.Rax = Rax;
        context.Rcx = Rcx;
        context.Rdx = Rdx;
        context.Rbx = Rbx;
        context.Rsp = Rsp;
        context.Rbp = Rbp;
        context.Rsi = Rsi;
        context.Rdi = Rdi;
        context.R8 = R8;
        context.R9 = R9;
        context.R10 = R10;
        context.R11 = R11;
        context.R12 = R12;
        context.R13 = R13;
        context.R14 = R14;
        context.R15 = R15;
        context.Rip = Rip;
        context.EFlags = EFlags;
        context.SegCs = SegCs;
        context.SegDs = SegDs;
        context.SegEs = SegEs;
        context.SegFs = SegFs;
        context.SegGs = SegGs;
        context.SegSs = SegSs;
        context.Dr0 = Dr0;
        context.Dr1 = Dr1;
        context.Dr2 = Dr2;
        context.Dr3 = Dr3;
        context.Dr6 = Dr6;
        context.Dr7 = Dr7;
        context.MxCsr = MxCsr;
        context.FxSave.MxCsr = FxMxCsr;
        context.FxSave.MxCsrMask = MxCsrMask;
        context.FxSave.ControlWord = ControlWord;
        context.FxSave.StatusWord = StatusWord;
        context.FxSave.TagWord = TagWord;
        context.FxSave.ErrorOpcode = ErrorOpcode;
        context.FxSave.ErrorOffset = ErrorOffset;
        context.FxSave.ErrorSelector = ErrorSelector;
        context.FxSave.DataOffset = DataOffset;
        context.FxSave.DataSelector = DataSelector;
        X87.AsSpan().CopyTo(context.FxSave.FloatRegisters);
        Xmm.AsSpan().CopyTo(context.FxSave.XmmRegisters);
        Vector.AsSpan().CopyTo(context.VectorRegister);
        Home.AsSpan().CopyTo(context.Home);
        context.VectorControl = VectorControl;
        context.DebugControl = DebugControl;
        context.LastBranchToRip = LastBranchToRip;
        context.LastBranchFromRip = LastBranchFromRip;
        context.LastExceptionToRip = LastExceptionToRip;
        context.LastExceptionFromRip = LastExceptionFromRip;
    }
}
