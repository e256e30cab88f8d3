namespace HeavySim.EndToEnd.Tests;
