using System.Collections.Concurrent;

namespace KdmpParser.Tests.Faults;

public class ConcurrentUseTests
{
    private const int Threads = 8;

    private static readonly Lazy<byte[]> s_sample = new(() =>
    {
        using var folder = new TemporaryFolder();
        KdmpSample.Write(folder["sample.dmp"], DumpType.CompleteMemory);
        return File.ReadAllBytes(folder["sample.dmp"]);
    });

    /// <summary>Every kind of question that needs the file, each with an answer that can be compared.</summary>
    private static readonly Func<KernelDump, string>[] s_questions =
    [
        dump => Physical(dump),
        dump => Virtual(dump),
        dump => $"{string.Join('\n', dump.KernelModules)} {string.Join('\n', dump.UserModules)} {string.Join('\n', dump.UnloadedDrivers)} {dump.FindModule(dump.Context!.InstructionPointer!.Value)}",
        dump => $"{string.Join('\n', dump.Processes)} {string.Join('\n', dump.Processors)} {dump.DebuggerData} {string.Join('\n', dump.OpenProcess(4).Modules)}",
        dump => string.Join('\n', dump.Search(BytePattern.FromText("kdmp")).Select(hit => $"{hit} {string.Join(' ', hit.VirtualAddresses!)} {Convert.ToHexString(hit.Context.Bytes.AsSpan())}")),
        dump => string.Join('\n', dump.VirtualMemory.EnumerateRegions()),
        dump => string.Join('\n', dump.PhysicalMemory!.EnumerateStrings(0, ulong.MaxValue)),
        dump => string.Join('\n', dump.VirtualMemory.Search(BytePattern.FromText("MZ"))),
        dump => $"{string.Join('\n', dump.Contexts)} {string.Join('\n', dump.Exceptions)} {string.Join('\n', dump.SecondaryData)} {string.Join('\n', dump.FindStackCandidates())}",
        dump => Written(dump),
    ];

    private static readonly Lazy<string[]> s_answers = new(() =>
    {
        using KernelDump dump = KernelDump.Open(s_sample.Value, "sample");
        return Array.ConvertAll(s_questions, question => question(dump));
    });

    [Fact]
    public Task Every_question_to_bytes_in_memory_has_its_answer_or_the_dump_is_closed() =>
        AskWhileClosing(() => KernelDump.Open(s_sample.Value, "sample"));

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public async Task So_has_every_question_to_a_file(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("sample.dmp", s_sample.Value);
        await AskWhileClosing(() => KernelDump.Open(path, new() { Access = access }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task So_has_every_question_to_a_stream(bool leaveOpen) =>
        AskWhileClosing(() => KernelDump.Open(new MemoryStream(s_sample.Value), leaveOpen: leaveOpen));

    [Fact]
    public async Task What_eight_threads_ask_first_is_one_answer_for_all()
    {
        Func<KernelDump, object?>[] kept =
        [
            dump => dump.DebuggerData, dump => dump.KernelModules, dump => dump.UserModules, dump => dump.UnloadedDrivers, dump => dump.Processors,
            dump => dump.Processes, dump => dump.SecondaryData, dump => dump.PhysicalMemory!.Runs, dump => dump.Contexts[0], dump => dump.Contexts[^1],
            dump => dump.Exceptions[^1], dump => dump.FindModule(dump.Context!.InstructionPointer!.Value),
        ];
        for (int round = 0; round < 10; round++)
        {
            using KernelDump dump = KernelDump.Open(s_sample.Value, "sample");
            OpenedProcess process = dump.OpenProcess(4);
            foreach (Func<KernelDump, object?> question in kept.Append(_ => process.Modules))
            {
                using var start = new Barrier(Threads);
                object?[] answers = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Start(() =>
                {
                    start.SignalAndWait(TimeSpan.FromSeconds(30));
                    return question(dump);
                })));
                Assert.NotNull(answers[0]);
                Assert.All(answers, answer => Assert.Same(answers[0], answer));
                Assert.Same(answers[0], question(dump));
            }
        }
    }

    /// <summary>
    /// Threads ask until the dump is closed; each then got right answers only, and the exception that says so, also where others still read.
    /// </summary>
    private static async Task AskWhileClosing(Func<KernelDump> open)
    {
        string[] answers = s_answers.Value;
        for (int round = 0; round < 6; round++)
        {
            KernelDump dump = open();
            using var asking = new CountdownEvent(Threads);
            var wrong = new ConcurrentQueue<string>();
            bool isClosed = false;
            Task<bool>[] readers = [.. Enumerable.Range(0, Threads).Select(first => Start(() =>
            {
                asking.Signal();
                try
                {
                    for (int i = first + round; ; i++)
                    {
                        bool isLate = Volatile.Read(ref isClosed);
                        if (s_questions[i % s_questions.Length](dump) != answers[i % s_questions.Length])
                            wrong.Enqueue($"question {i % s_questions.Length}");
                        if (isLate)
                            wrong.Enqueue($"question {i % s_questions.Length}, which was late");
                    }
                }
                catch (ObjectDisposedException)
                {
                    return true;
                }
            }))];
            Assert.True(asking.Wait(TimeSpan.FromSeconds(30)));

            // At another moment of the first questions in each round.
            await Task.Delay(4 * round);
            dump.Dispose();
            Volatile.Write(ref isClosed, true);
            Assert.All(await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60)), Assert.True);
            Assert.Empty(wrong);
        }
    }

    private static Task<T> Start<T>(Func<T> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Physical(KernelDump dump)
    {
        var bytes = new List<byte>();
        foreach (PhysicalRun run in dump.PhysicalMemory!.Runs)
            bytes.AddRange(dump.PhysicalMemory.ViewAll(run.Start, (int)run.PageCount * PhysicalAddress.PageSize)[0].Bytes);
        return Hash([.. bytes]);
    }

    private static string Virtual(KernelDump dump)
    {
        var stack = new byte[0x1000];
        ReadResult read = dump.VirtualMemory.Read(dump.Context!.StackPointer!.Value, stack);
        Translation code = dump.VirtualMemory.Translate(dump.Context.InstructionPointer!.Value);
        return $"{read} {Hash(stack)} {code} {string.Join(' ', code.Walk)}";
    }

    private static string Written(KernelDump dump)
    {
        using var stream = new MemoryStream();
        new KernelDumpWriter { Header = dump.Header with { Type = DumpType.Bitmap }, Pages = dump.ToPageSource() }.Write(stream);
        return Hash(stream.ToArray());
    }

    private static string Hash(byte[] bytes) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
}
