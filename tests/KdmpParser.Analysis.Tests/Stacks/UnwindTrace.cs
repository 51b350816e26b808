using System.IO.Compression;

namespace KdmpParser.Analysis.Tests;

/// <summary>What really happened while the code of an image ran, an instruction at a time: Data/Unwind/README.md has the format.</summary>
internal sealed class UnwindTrace
{
    private const int General = 16;

    /// <summary>rbx, rbp, rsi, rdi, r12 to r15; and the first vector register that a call keeps.</summary>
    private static readonly int[] s_kept = [3, 5, 6, 7, 12, 13, 14, 15];

    private static readonly string[] s_names = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

    private const int FirstXmm = 6;

    private UnwindTrace(ulong image, ulong stack, int stackSize, IReadOnlyList<Step> steps) => (Image, Stack, StackSize, Steps) = (image, stack, stackSize, steps);

    /// <summary>Where the image was loaded.</summary>
    public ulong Image { get; }

    /// <summary>Lowest address of the stack, and its size.</summary>
    public ulong Stack { get; }

    public int StackSize { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>A file of Data/Unwind.</summary>
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Unwind", name));

    public static UnwindTrace Read(string name)
    {
        using var reader = new BinaryReader(new GZipStream(new MemoryStream(File(name)), CompressionMode.Decompress));
        ulong image = reader.ReadUInt64();
        reader.ReadUInt32();
        ulong stack = reader.ReadUInt64();
        int stackSize = reader.ReadInt32();
        var steps = new List<Step>();
        Step step = new(0, new ulong[General], new UInt128[General], [], []);
        while (ReadStep(reader, step) is { } next)
            steps.Add(step = next);
        return new(image, stack, stackSize, steps);
    }

    private static Step? ReadStep(BinaryReader reader, Step before)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        if (reader.Read(first) < first.Length)
            return null;
        ulong instructionPointer = BitConverter.ToUInt64(first);
        uint mask = reader.ReadUInt32();
        ulong[] general = [.. before.General];
        UInt128[] xmm = [.. before.Xmm];
        for (int i = 0; i < General; i++)
        {
            if ((mask >> i & 1) != 0)
                general[i] = reader.ReadUInt64();
        }

        for (int i = FirstXmm; i < General; i++)
        {
            if ((mask >> (General + i - FirstXmm) & 1) != 0)
                xmm[i] = ReadUInt128(reader);
        }

        var changed = new (int Word, ulong Value)[reader.ReadUInt16()];
        for (int i = 0; i < changed.Length; i++)
            changed[i] = (reader.ReadInt32(), reader.ReadUInt64());
        Call[] kept = [.. before.Calls.Take(reader.ReadByte())];
        var made = new Call[reader.ReadByte()];
        for (int i = 0; i < made.Length; i++)
        {
            (bool isInterrupt, ulong rip, ulong rsp) = (reader.ReadByte() == 1, reader.ReadUInt64(), reader.ReadUInt64());
            Register[] registers =
            [
                new("rip", rip, 64), new("rsp", rsp, 64),
                .. s_kept.Select(number => new Register(s_names[number], reader.ReadUInt64(), 64)).ToArray(),
                .. Enumerable.Range(FirstXmm, General - FirstXmm).Select(number => new Register(FormattableString.Invariant($"xmm{number}"), ReadUInt128(reader), 128)).ToArray(),
            ];
            made[i] = new(isInterrupt, rip, rsp, registers);
        }

        return new(instructionPointer, general, xmm, changed, [.. kept, .. made]);
    }

    private static UInt128 ReadUInt128(BinaryReader reader)
    {
        ulong low = reader.ReadUInt64();
        return new(reader.ReadUInt64(), low);
    }

    /// <summary>A call that has not returned, or an interrupt, and the registers with which it goes on.</summary>
    internal sealed record Call(bool IsInterrupt, ulong InstructionPointer, ulong StackPointer, IReadOnlyList<Register> Registers);

    /// <summary>The state before one instruction, the outermost call first; of the stack, what is different from the step before.</summary>
    internal sealed record Step(ulong InstructionPointer, ulong[] General, UInt128[] Xmm, IReadOnlyList<(int Word, ulong Value)> Changed, IReadOnlyList<Call> Calls)
    {
        public Amd64Context Context => new()
        {
            Rip = InstructionPointer,
            Rax = General[0],
            Rcx = General[1],
            Rdx = General[2],
            Rbx = General[3],
            Rsp = General[4],
            Rbp = General[5],
            Rsi = General[6],
            Rdi = General[7],
            R8 = General[8],
            R9 = General[9],
            R10 = General[10],
            R11 = General[11],
            R12 = General[12],
            R13 = General[13],
            R14 = General[14],
            R15 = General[15],
            Xmm = [.. Xmm],
        };
    }
}
