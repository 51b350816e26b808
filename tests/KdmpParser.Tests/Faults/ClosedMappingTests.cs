using KdmpParser.Files;

namespace KdmpParser.Tests.Faults;

/// <summary>A mapping that goes away under a reader ends the process, so these tests could only fail by that.</summary>
public class ClosedMappingTests
{
    private static readonly byte[] s_dump = DumpBytes.Full((1, 300)).ToArray();

    [Fact]
    public async Task A_mapping_is_closed_when_the_last_reader_has_gone()
    {
        using var folder = new TemporaryFolder();
        DumpFile file = DumpFiles.Open(folder.Write("memory.dmp", s_dump), DumpAccess.Mapped);
        using var reader = new PatientReader();
        Task<int> read = Task.Run(() => file.Show(0x2000, 0x10_0000, [], reader), TestContext.Current.CancellationToken);
        Assert.True(reader.Began.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Task closed = Task.Run(file.Dispose, TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(closed.IsCompleted);
        reader.MayEnd.Set();
        await closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0x10_0000, await read);
        Assert.Equal(s_dump[0x2000..0x10_2000], reader.Seen);
        Assert.Throws<ObjectDisposedException>(() => file.Read(0x2000, new byte[8]));
    }

    [Fact]
    public async Task Another_dump_can_be_closed_while_one_is_read_all_the_time()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", s_dump);
        using KernelDump dump = KernelDump.Open(path, new() { Access = DumpAccess.Mapped });
        using var end = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var page = new byte[0x1000];
                while (!end.IsCancellationRequested)
                    Assert.True(dump.PhysicalMemory!.Read(0x5000, page).IsComplete);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.Run(
            () =>
            {
                for (int i = 0; i < 200; i++)
                    KernelDump.Open(path, new() { Access = DumpAccess.Mapped }).Dispose();
            },
            TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        end.Cancel();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void Values_are_read_by_many_threads_until_the_mapping_is_closed()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", s_dump);
        ulong expected = BitConverter.ToUInt64(s_dump, 0x2000 + 0x4ff8);
        for (int round = 0; round < 100; round++)
        {
            KernelDump dump = KernelDump.Open(path, new() { Access = DumpAccess.Mapped });
            using var started = new CountdownEvent(4);
            Thread[] readers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                started.Signal();
                try
                {
                    while (dump.PhysicalMemory!.TryRead(0x5ff8, out ulong value) && value == expected)
                    {
                        // Until it says that it is closed.
                    }

                    Assert.Fail("A value was wrong.");
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
            }))];
            Array.ForEach(readers, reader => reader.Start());
            started.Wait(TestContext.Current.CancellationToken);
            dump.Dispose();
            Assert.All(readers, reader => Assert.True(reader.Join(TimeSpan.FromSeconds(30))));
        }
    }

    private sealed class PatientReader : IByteReader, IDisposable
    {
        public ManualResetEventSlim Began { get; } = new();

        public ManualResetEventSlim MayEnd { get; } = new();

        public byte[] Seen { get; private set; } = [];

        public void Read(ReadOnlySpan<byte> bytes)
        {
            Began.Set();
            MayEnd.Wait();
            Seen = bytes.ToArray();
        }

        public void Dispose()
        {
            Began.Dispose();
            MayEnd.Dispose();
        }
    }
}
