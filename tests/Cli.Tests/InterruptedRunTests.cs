using HeavySim.Records.Store;

namespace HeavySim.Cli.Tests;

/// <summary>A simulated run that was cut short comes to what it would have come to.</summary>
public sealed class InterruptedRunTests
{
    [Fact]
    public async Task Run_SimulatedAndCutShort_HasTheDigestOfTheRunLeftAlone()
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 700), "-n", "4", "--name", "one"];
        await Invocation.InAsync(folder, [.. command, "--store", "whole.db"]);
        await Invocation.InAsync(folder, [.. command, "--store", "cut.db"]);
        // What a kill leaves behind: in the middle of a world some problems are open, some attempts are missing.
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File("cut.db")};Pooling=False"))
        {
            connection.Open();
            using var cut = connection.CreateCommand();
            cut.CommandText = "DELETE FROM solutions WHERE problem % 7 = 3 AND problem < 512; DELETE FROM attempts WHERE problem % 7 = 3 "
                + "AND agent > 1 AND problem < 512";
            cut.ExecuteNonQuery();
        }

        var resumed = await Invocation.InAsync(folder, [.. command, "--store", "cut.db"]);

        Assert.Equal(
            "resuming 'one': 752 attempts are recorded and not asked again; 1,902 are made anew with the problems that share their "
                + "simulated world\n",
            resumed.Error);
        Assert.Equal(
            RunStore.OpenExisting(folder.File("whole.db")).Read().Digest(), RunStore.OpenExisting(folder.File("cut.db")).Read().Digest());
    }

    [Fact]
    public async Task Run_SimulatedInPieces_HasTheDigestOfTheRunInOneGo()
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 300), "-n", "4", "--name", "one"];
        await Invocation.InAsync(folder, [.. command, "--store", "whole.db"]);
        await Invocation.InAsync(folder, [.. command, "--store", "pieces.db", "--limit", "100"]);

        var second = await Invocation.InAsync(folder, [.. command, "--store", "pieces.db"]);

        Assert.Equal(
            "resuming 'one': 0 attempts are recorded and not asked again; 400 are made anew with the problems that share their simulated "
                + "world\n",
            second.Error);
        Assert.Equal(
            RunStore.OpenExisting(folder.File("whole.db")).Read().Digest(),
            RunStore.OpenExisting(folder.File("pieces.db")).Read().Digest());
    }
}
